using Marketplace.Payments.Sandbox.Service;

namespace Marketplace.Payments.Sandbox;

/// <summary>Where the program begins.</summary>
/// <remarks>With a name of its own: two programs with the public Program of statements at the top are one too many for the API's document.</remarks>
internal static class Program
{
    private static Task<int> Main(string[] args) => SandboxProgram.RunAsync(args, Console.Out, Console.Error);
}
