using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Marketplace.Grains.Interfaces.Common;

/// <summary>
/// Whose data a key belongs to. The business itself has no prefix; a benchmark lives in a space of its own, so that emptying it
/// can touch nothing else. A space is emptied by counting up its generation: one durable step, no visit to every grain.
/// </summary>
/// <remarks>
/// A key is <c>id</c> in the business and <c>{name}:{base}.{generation}:{id}</c> in a space. Ids never hold a colon. What was
/// loaded at <see cref="Base"/> is the template that catalogue and stock of a later generation start from.
/// </remarks>
/// <param name="Name">The space's name; empty for the business.</param>
/// <param name="Base">The generation in which its sellers, customers, products and stock were loaded.</param>
/// <param name="Generation">The present generation, at least <paramref name="Base"/>.</param>
[GenerateSerializer, Immutable, Alias("key-space")]
public sealed record KeySpace([property: Id(0)] string Name, [property: Id(1)] int Base, [property: Id(2)] int Generation)
{
    [NonSerialized]
    private string? _prefix;

    /// <summary>The business itself.</summary>
    public static KeySpace Business { get; } = new("", 0, 0);

    /// <summary>What its keys begin with.</summary>
    public string Prefix => _prefix ??= Name.Length == 0
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"{Name}:{Base}.{Generation}:");

    /// <summary>Whether this generation starts from what an earlier one loaded.</summary>
    public bool HasTemplate => Generation > Base;

    /// <summary>The generation that sellers, customers, products and stock were loaded in.</summary>
    public KeySpace Loaded => HasTemplate ? new(Name, Base, Base) : this;

    /// <summary>The grain key of an id in this space.</summary>
    public string Key(string id) => Name.Length == 0 ? id : Prefix + id;

    /// <summary>The grain key of a seller's product in this space.</summary>
    public string Key(string sellerId, string productId) => $"{Prefix}{sellerId}/{productId}";

    /// <summary>Takes a grain key apart.</summary>
    /// <exception cref="FormatException">The key is not one of a space.</exception>
    [SuppressMessage("Naming", "CA1720", Justification = "Id is the field's word.")]
    public static (KeySpace Space, string Id) Split(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var name = key.IndexOf(':', StringComparison.Ordinal);
        if (name < 0)
            return (Business, key);
        var dot = key.IndexOf('.', name);
        var end = key.IndexOf(':', name + 1);
        if (dot < 0 || end < dot
            || !int.TryParse(key.AsSpan(name + 1, dot - name - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var loaded)
            || !int.TryParse(key.AsSpan(dot + 1, end - dot - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var generation))
            throw new FormatException($"'{key}' is not a key of a key space.");
        return (new KeySpace(key[..name], loaded, generation), key[(end + 1)..]);
    }

    /// <inheritdoc/>
    public bool Equals(KeySpace? other)
        => other is not null && Name == other.Name && Base == other.Base && Generation == other.Generation;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Base, Generation);
}
