namespace Orleans.Storage.Contract.Tests;

/// <summary>Something that does not keep a contract, and a test that notices.</summary>
/// <typeparam name="TPlace">What is under test.</typeparam>
/// <typeparam name="TContract">The contract's tests over it.</typeparam>
public sealed record Mutant<TPlace, TContract>(string Name, Func<TPlace> Make, Func<TContract, Task> Test)
{
    /// <summary>Runs the test on the mutant, which it must not pass.</summary>
    public async Task AssertCaughtAsync(Func<TPlace, TContract> contract)
    {
        await using var tests = (IAsyncDisposable)contract(Make())!;
        if (tests is IAsyncLifetime lifetime)
            await lifetime.InitializeAsync();
        Assert.NotNull(await Record.ExceptionAsync(() => Test((TContract)tests)));
    }

    public override string ToString() => Name;
}
