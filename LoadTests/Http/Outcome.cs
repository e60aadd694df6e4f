namespace Marketplace.LoadTests.Http;

/// <summary>What became of a request, as a client sees it.</summary>
internal enum Outcome
{
    /// <summary>Answered with 2xx.</summary>
    Accepted,

    /// <summary>Answered with 4xx: the server understood and said no.</summary>
    Rejected,

    /// <summary>Answered with anything else, or not at all: what it did is not known.</summary>
    Failed,
}
