namespace Marketplace.Grains.Tests.Races;

/// <summary>What becomes of a commit.</summary>
internal enum Breath
{
    /// <summary>It is written and answered.</summary>
    Ordinary,

    /// <summary>It is written, and nobody hears.</summary>
    Last,

    /// <summary>It is not written.</summary>
    None,
}
