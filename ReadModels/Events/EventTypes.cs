using System.Reflection;
using Orleans.Entities;

namespace Marketplace.ReadModels.Events;

/// <summary>Events' type names and order.</summary>
internal static class EventTypes
{
    /// <summary>The type name of an event.</summary>
    public static string Of<TEvent>() => typeof(TEvent).GetCustomAttribute<AliasAttribute>()?.Alias
        ?? throw new InvalidOperationException($"{typeof(TEvent)} is no event: it has no alias.");

    /// <summary>
    /// The place of an event among those of its entity: what has a greater one happened later. A commit holds far fewer events than
    /// a million.
    /// </summary>
    public static long OrderOf(LogEvent value) => (value.Version << 20) | (uint)value.Index;
}
