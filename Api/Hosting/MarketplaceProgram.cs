using Marketplace.Silo.Commands;
using Marketplace.Silo.Hosting;

namespace Marketplace.Api.Hosting;

/// <summary>The program: starts the marketplace, says where it is, and runs until it is told to stop.</summary>
public static class MarketplaceProgram
{
    /// <summary>Runs it.</summary>
    /// <param name="args">Configuration as <c>--Key value</c>; <c>--demo</c> puts a small shop in.</param>
    /// <param name="output">Where it says what it does.</param>
    /// <param name="errors">Where it says, in a sentence, why it does not start.</param>
    /// <returns>The exit code: 0, or 1 when it did not start, or ended though nobody told it to, or did not end in order.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(errors);
        using var stop = StopSignals.Listen();
        try
        {
            await using var marketplace = await RunningMarketplace.StartAsync(args, output, stop.Token);
            await marketplace.RunAsync(stop.Token);
            return 0;
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception error) when (error is EndedException or LateEndException)
        {
            await errors.WriteLineAsync(error.Message);
            return 1;
        }
        catch (Exception error) when (StartProblem.Describe(error) is { } sentence)
        {
            await errors.WriteLineAsync(sentence);
            return 1;
        }
    }
}
