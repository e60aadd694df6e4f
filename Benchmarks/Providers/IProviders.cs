namespace Marketplace.Benchmarks.Providers;

/// <summary>The providers of one store: of grain state, of reminders, and of membership where there is one.</summary>
internal interface IProviders
{
    string Name { get; }

    /// <summary>Whether they are of this repository.</summary>
    bool IsOurs { get; }

    bool HasMembers => true;

    void AddTo(ISiloBuilder silo);

    /// <summary>Opens what a silo would open before any of its providers.</summary>
    void Open(IServiceProvider services)
    {
    }
}
