using Cql.Results;

namespace Cql.Protocol.Messages;

/// <summary>What stands before the rows of an answer: native protocol v5, section 4.2.5.2.</summary>
/// <param name="ColumnCount">How many columns there are.</param>
/// <param name="Shape">The columns, when the answer carries them; null when it relies on those that came before.</param>
/// <param name="HasNewShape">Whether <paramref name="Shape"/> replaces what PREPARE told (METADATA_CHANGED).</param>
/// <param name="PagingState">Where the next page begins; null after the last.</param>
/// <param name="RowCount">How many rows follow.</param>
/// <param name="RowsStart">Where in the body the first row is.</param>
internal readonly record struct RowsHeader(
    int ColumnCount, ResultShape? Shape, bool HasNewShape, byte[]? PagingState, int RowCount, int RowsStart);
