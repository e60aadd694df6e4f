using Marketplace.LoadTests.Checks;
using Marketplace.LoadTests.Measurement;

namespace Marketplace.LoadTests.Scenarios;

/// <summary>Something that users do to a server, again and again.</summary>
internal interface IScenario : IDisposable
{
    /// <summary>Its name on the command line and in reports.</summary>
    string Name { get; }

    /// <summary>What is measured, each at its index.</summary>
    IReadOnlyList<Operation> Operations { get; }

    /// <summary>Requests sent by users so far.</summary>
    long Requests { get; }

    /// <summary>What must hold when the load has ended, in the order to check it.</summary>
    IReadOnlyList<ICheck> Checks { get; }

    /// <summary>Brings the server to the state that the scenario starts from.</summary>
    /// <exception cref="ScenarioException">The server cannot be brought there.</exception>
    Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary>A new user. Called once for each of the users that work at the same time.</summary>
    IVirtualUser CreateUser();
}
