namespace Marketplace.LoadTests.Checks;

/// <summary>Something that must hold when the load has ended.</summary>
internal interface ICheck
{
    string Name { get; }

    /// <summary>Looks. What the server answers is in the result; nothing that it does makes this throw.</summary>
    Task<CheckResult> RunAsync(CancellationToken cancellationToken);
}
