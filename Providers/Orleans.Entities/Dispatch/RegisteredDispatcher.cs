using System.Collections.Frozen;

namespace Orleans.Entities;

/// <summary>A dispatcher and the types it reads.</summary>
internal sealed record RegisteredDispatcher(IEventDispatcher Dispatcher, FrozenSet<string> Types)
{
    public string Name => Dispatcher.Name;
}
