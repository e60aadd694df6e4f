using Cql.Errors;

namespace Cql;

/// <summary>OVERLOADED, 0x1001: the coordinator has more to do than it bears, or is shutting down.</summary>
public sealed class CqlOverloadedException : CqlServerException
{
    // The one overload that the server notices at work: for each replica, when the write of a batch's other partitions, or of a
    // condition that held, is on its way (StorageProxy.checkHintOverload). All others it notices when a request comes in.
    private const string AtWork = "Too many in flight hints";

    internal CqlOverloadedException(in ServerError error) : base(error) { }

    /// <summary><see cref="RequestOutcome.Refused"/>, unless too many hints wait for dead replicas: then <see cref="RequestOutcome.Unknown"/>.</summary>
    public override RequestOutcome Outcome
        => ServerMessage.StartsWith(AtWork, StringComparison.Ordinal) ? RequestOutcome.Unknown : RequestOutcome.Refused;
}
