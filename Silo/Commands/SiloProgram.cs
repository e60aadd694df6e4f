using Marketplace.Silo.Hosting;

namespace Marketplace.Silo.Commands;

/// <summary>The program: a silo as a process of its own, and what is done to a marketplace's stores while none runs, by command.</summary>
public static class SiloProgram
{
    /// <summary>Everything was done.</summary>
    public const int Done = 0;

    /// <summary>It could not be done, or a silo ended though nobody told it to, or did not end in order; a sentence says why.</summary>
    public const int Failed = 1;

    /// <summary>The command line was not understood.</summary>
    public const int Misused = 2;

    private static readonly Dictionary<string, SiloCommand> Commands = new(StringComparer.Ordinal)
    {
        ["run"] = new RunCommand(),
        ["schema"] = new SchemaCommand(),
        ["export"] = new ExportCommand(),
        ["import"] = new ImportCommand(),
    };

    /// <summary>Runs a command.</summary>
    /// <param name="args">The command, what it needs, and configuration as <c>--Key=value</c>.</param>
    /// <param name="output">What it finds, and how far it is.</param>
    /// <param name="errors">Why it failed, in a sentence.</param>
    /// <param name="stop">Ends it early.</param>
    /// <returns>The exit code: 0, 1 when it failed, 2 when it was not understood.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(errors);
        try
        {
            var arguments = SiloArguments.Read(args);
            if (arguments.Command is null || arguments.Flags.Contains("--help"))
            {
                await output.WriteLineAsync(Usage.Text);
                return arguments.Flags.Contains("--help") ? Done : Misused;
            }

            if (!Commands.TryGetValue(arguments.Command, out var command))
                throw new UsageException($"'{arguments.Command}' is no command");
            command.Check(arguments);
            await command.RunAsync(arguments, output, stop);
            return Done;
        }
        catch (UsageException error)
        {
            await errors.WriteLineAsync($"{error.Message}: give one of these.\n\n{Usage.Text}");
            return Misused;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await errors.WriteLineAsync("It was stopped: run the same command again, and it goes on.");
            return Failed;
        }
        catch (Exception error) when (error is EndedException or LateEndException)
        {
            await errors.WriteLineAsync(error.Message);
            return Failed;
        }
        catch (Exception error) when (StartProblem.Describe(error) is { } sentence)
        {
            await errors.WriteLineAsync(sentence);
            return Failed;
        }
    }
}
