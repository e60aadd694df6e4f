using Cql.Connections;

namespace Cql.Sessions;

/// <summary>A try that has failed already: what comes after it goes on from there.</summary>
/// <param name="Pool">The node that was asked.</param>
/// <param name="Connection">By which connection.</param>
/// <param name="SentAt"><see cref="NodePreparations.Count"/> when it left.</param>
/// <param name="Failure">What came of it.</param>
internal sealed record FailedTry(NodePool Pool, CqlConnection Connection, long SentAt, CqlException Failure);
