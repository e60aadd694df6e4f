using Cql.Results;

namespace Cql.Protocol.Messages;

/// <summary>What PREPARE answers: native protocol v5, section 4.2.5.4.</summary>
/// <param name="Id">The statement's id: the same on every node, for the same text and keyspace.</param>
/// <param name="Parameters">Its parameters, in order.</param>
/// <param name="PartitionKey">Which parameters make the partition key, in the key's order; empty when they do not.</param>
/// <param name="Result">The rows it answers.</param>
internal sealed record PreparedResult(byte[] Id, IReadOnlyList<CqlColumn> Parameters, IReadOnlyList<int> PartitionKey, ResultShape Result);
