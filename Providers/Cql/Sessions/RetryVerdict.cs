namespace Cql.Sessions;

/// <summary>What becomes of a request that has failed once.</summary>
internal enum RetryVerdict
{
    /// <summary>Its error is the caller's.</summary>
    Fail,

    /// <summary>The same node is asked again.</summary>
    SameNode,

    /// <summary>The next node is asked.</summary>
    NextNode,
}
