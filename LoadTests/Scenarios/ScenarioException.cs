namespace Marketplace.LoadTests.Scenarios;

/// <summary>A scenario cannot start. The message is one sentence for the one who runs it.</summary>
internal sealed class ScenarioException(string message, Exception? inner = null) : Exception(message, inner);
