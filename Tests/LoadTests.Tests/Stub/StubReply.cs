namespace Marketplace.LoadTests.Tests.Stub;

/// <summary>What the stub answers.</summary>
internal readonly record struct StubReply(int Status, string? Json = null)
{
    /// <summary>Breaks the connection instead of answering.</summary>
    public static StubReply Hangup { get; } = new(0);
}
