using System.Collections.Frozen;

namespace Orleans.Entities;

/// <summary>A dispatcher, the types it reads, and the calls of its readers on this silo.</summary>
internal sealed record RegisteredDispatcher(IEventDispatcher Dispatcher, FrozenSet<string> Types, TargetCalls Calls)
{
    public RegisteredDispatcher(IEventDispatcher dispatcher, DispatchSettings settings, TimeProvider time)
        : this(dispatcher, dispatcher.EventTypes.ToFrozenSet(StringComparer.Ordinal), new(dispatcher, settings, time))
    {
    }

    public string Name => Dispatcher.Name;
}
