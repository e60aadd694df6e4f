namespace Marketplace.Silo.Commands;

/// <summary>One thing that the program does.</summary>
internal abstract class SiloCommand
{
    /// <exception cref="UsageException">The arguments are not its own.</exception>
    public abstract void Check(SiloArguments arguments);

    public abstract Task RunAsync(SiloArguments arguments, TextWriter output, CancellationToken stop);
}
