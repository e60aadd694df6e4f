namespace Marketplace.Silo.Commands;

/// <summary>A silo ended though nobody told it to, as one does whose entities others have taken over.</summary>
internal sealed class EndedException() : Exception("The silo ended by itself, and should be started again: what it logged last says why.");
