using Cql.Results;

namespace Cql.Protocol.Messages;

/// <summary>What an answer says of its rows: native protocol v5, section 4.2.5.2.</summary>
internal readonly record struct ResultMetadata(int ColumnCount, ResultShape? Shape, bool HasNewShape, byte[]? PagingState);
