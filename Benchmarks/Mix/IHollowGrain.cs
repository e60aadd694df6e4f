namespace Marketplace.Benchmarks.Mix;

/// <summary>An entity without rules: it changes, and has others change.</summary>
[Alias("Marketplace.Benchmarks.Mix.IHollowGrain")]
internal interface IHollowGrain : IGrainWithStringKey
{
    /// <summary>Changes.</summary>
    [Alias("Change")]
    Task ChangeAsync();

    /// <summary>Changes, and then has others change: those of a step together, and one step after the other.</summary>
    [Alias("Lead")]
    Task LeadAsync(string[][] steps);
}
