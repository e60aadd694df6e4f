using System.Diagnostics;

namespace Marketplace.Tests.Shared;

/// <summary>
/// A temporary folder in which a script runs real servers. They end with this program at the latest, however that ends: a process beside it
/// waits for that and removes everything.
/// </summary>
internal sealed class ServerFolder : IAsyncDisposable
{
    private readonly string _script;
    private readonly string _folder;
    private readonly KeyValuePair<string, string>[] _environment;
    private readonly Process _keeper;

    /// <param name="script">As <see cref="ScriptOrSkip"/> found it.</param>
    /// <param name="server">What it runs.</param>
    /// <param name="environment">What the servers are given.</param>
    public ServerFolder(string script, string server, params KeyValuePair<string, string>[] environment)
    {
        (_script, _environment) = (script, environment);
        _folder = Directory.CreateTempSubdirectory($"marketplace-{server.ToLowerInvariant()}-").FullName;
        _keeper = Process.Start(new ProcessStartInfo("bash", ["-c", """trap '' INT TERM HUP; cat > /dev/null; "$0" kill "$1"; rm -rf "$1" """, script, _folder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    /// <summary>The script that runs servers of a kind, where the environment says or beside the solution; skips the test where there is none.</summary>
    /// <param name="server">The kind: <c>Cassandra</c>, <c>Kafka</c>.</param>
    public static string ScriptOrSkip(string server)
    {
        var variable = $"{server.ToUpperInvariant()}_SERVERS";
        var folder = Environment.GetEnvironmentVariable(variable) is { Length: > 0 } named
            ? named
            : SolutionFolder.PathOf($"../shared/servers/{server.ToLowerInvariant()}");
        var script = Path.Combine(folder, "run");
        Assert.SkipUnless(File.Exists(script), $"The test needs {server}: set {variable} to a folder with a script 'run' that starts it.");
        return script;
    }

    /// <summary>The path of a file in it.</summary>
    public string PathOf(string file) => Path.Combine(_folder, file);

    /// <summary>Runs a command of the script to its end.</summary>
    /// <returns>What it printed.</returns>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public async Task<string> RunAsync(string command, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(_script, [command, _folder, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in _environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0
                ? await output
                : throw new InvalidOperationException($"'run {command} {string.Join(' ', arguments)}' ended with {process.ExitCode}: {await errors}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _keeper.StandardInput.Close();
        await _keeper.WaitForExitAsync();
        _keeper.Dispose();
    }
}
