using System.Collections.Frozen;

namespace Orleans.Entities;

/// <summary>The dispatchers of this process by name.</summary>
internal sealed class DispatcherRegistry
{
    private readonly FrozenDictionary<string, RegisteredDispatcher> _byName;

    /// <exception cref="InvalidOperationException">Two dispatchers have one name, or a name could not be part of a key.</exception>
    public DispatcherRegistry(IEnumerable<IEventDispatcher> dispatchers, DispatchSettings settings, TimeProvider time)
    {
        var byName = new Dictionary<string, RegisteredDispatcher>(StringComparer.Ordinal);
        foreach (var dispatcher in dispatchers)
        {
            if (dispatcher.Name.Length == 0 || dispatcher.Name.Contains('/', StringComparison.Ordinal))
                throw new InvalidOperationException($"'{dispatcher.Name}' cannot name a dispatcher: it is empty or holds a '/'.");
            if (!byName.TryAdd(dispatcher.Name, new(dispatcher, settings, time)))
                throw new InvalidOperationException($"Two event dispatchers are named '{dispatcher.Name}'.");
        }
        _byName = byName.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public IEnumerable<string> Names => _byName.Keys;

    /// <exception cref="InvalidOperationException">This process has no such dispatcher.</exception>
    public RegisteredDispatcher Get(string name) => _byName.TryGetValue(name, out var found)
        ? found
        : throw new InvalidOperationException($"This silo has no event dispatcher '{name}'.");
}
