namespace Cql.Statements;

/// <summary>What a request asks for besides its text and values, with nothing left open: what a statement does not say, the session has filled in.</summary>
internal readonly record struct RequestTerms(
    Consistency Consistency, Consistency SerialConsistency, long? Timestamp, int PageSize, ReadOnlyMemory<byte> PagingState);
