using Cql.Errors;

namespace Cql;

/// <summary>Fewer replicas answered the coordinator than the consistency needs.</summary>
public abstract class CqlReplicaException : CqlServerException
{
    private protected CqlReplicaException(in ServerError error, in ReplicaAnswers answers) : base(error)
        => (Consistency, Received, Required) = (answers.Consistency, answers.Received, answers.Required);

    /// <summary>The consistency that was asked for; a serial one where Paxos did not come to its end.</summary>
    public Consistency Consistency { get; }

    /// <summary>How many replicas answered.</summary>
    public int Received { get; }

    /// <summary>How many have to. A read may have that many and lack the one that sends the data.</summary>
    public int Required { get; }
}
