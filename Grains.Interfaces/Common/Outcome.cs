using System.Diagnostics.CodeAnalysis;

namespace Marketplace.Grains.Interfaces.Common;

/// <summary>A command's answer: a value, or why there is none.</summary>
/// <param name="Value">The value; null when refused.</param>
/// <param name="Refusal">Why it was refused; null when it was not.</param>
/// <param name="Replayed">Whether this is the answer to an earlier command with the same idempotency key.</param>
[GenerateSerializer, Immutable, Alias("outcome`1")]
public sealed record Outcome<T>(
    [property: Id(0)] T? Value, [property: Id(1)] Refusal? Refusal, [property: Id(2)] bool Replayed = false)
    where T : class
{
    /// <summary>Whether the command was done.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Succeeded => Refusal is null;

    /// <summary>An answer with a value.</summary>
    public static implicit operator Outcome<T>(T value) => new(value, null);

    /// <summary>A refusal.</summary>
    public static implicit operator Outcome<T>(Refusal refusal) => new(null, refusal);
}
