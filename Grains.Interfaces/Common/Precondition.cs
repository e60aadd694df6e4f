namespace Marketplace.Grains.Interfaces.Common;

/// <summary>What must hold of a document before a command changes it (RFC 9110, section 13).</summary>
/// <param name="Absent">It must not be there: <c>If-None-Match: *</c>.</param>
/// <param name="Version">It must be at this version: <c>If-Match</c>; null when any will do.</param>
[GenerateSerializer, Immutable, Alias("precondition")]
public readonly record struct Precondition([property: Id(0)] bool Absent, [property: Id(1)] long? Version)
{
    /// <summary>Nothing is asked.</summary>
    public static Precondition None => default;

    /// <summary>It must not be there yet.</summary>
    public static Precondition MustBeAbsent => new(true, null);

    /// <summary>It must be at a version.</summary>
    public static Precondition MustBeAt(long version) => new(false, version);

    /// <summary>Why the precondition does not hold of a document at <paramref name="current"/> (null: absent), or null when it does.</summary>
    public Refusal? Check(long? current) => (Absent, Version, current) switch
    {
        (true, _, not null) => new Refusal(RefusalCodes.AlreadyExists, "It is there already.", "If-None-Match"),
        (_, not null, null) => new Refusal(RefusalCodes.NotFound, "There is no such thing.", "If-Match"),
        (_, { } wanted, { } version) when wanted != version
            => new Refusal(RefusalCodes.VersionStale, $"It is at version {version}, not {wanted}.", "If-Match"),
        _ => null,
    };
}
