namespace Orleans.Entities.Tests;

[Alias("tests.ICounterGrain")]
public interface ICounterGrain : IGrainWithStringKey, IResumable
{
    [Alias("Add")]
    Task<int> AddAsync(string id, int amount);

    [Alias("SetOpen")]
    Task SetOpenAsync(bool isOpen);

    [Alias("Hint")]
    Task HintAsync(int amount);

    [Alias("Sum")]
    Task<int> SumAsync();

    [Alias("Page")]
    Task<List<int>> PageAsync(string? after, int limit);

    [Alias("Leave")]
    Task LeaveAsync();

    [Alias("Activation")]
    Task<Guid> ActivationAsync();
}
