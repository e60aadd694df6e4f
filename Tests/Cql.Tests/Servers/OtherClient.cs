using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Cql.Tests.Servers;

/// <summary>The DataStax driver for Python, which shares no line with this client: a package of Debian's, <c>python3-cassandra</c>.</summary>
internal sealed class OtherClient
{
    private readonly string _python;

    private OtherClient(string python) => _python = python;

    /// <summary>Finds it; skips the test where it is not installed.</summary>
    public static async Task<OtherClient> FindOrSkipAsync()
    {
        foreach (var python in (string[])["python3", "/usr/bin/python3"])
        {
            if (await RunAsync(python, "-c", "import cassandra") is (0, _))
                return new OtherClient(python);
        }

        Assert.Skip("The test needs another client: install python3-cassandra.");
        return null;
    }

    /// <summary>Reads a row and writes what it read as another.</summary>
    public async Task CopyAsync(IPEndPoint node, int from, int to, IEnumerable<string> columns)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Servers", "copy_row.py");
        var (code, output) = await RunAsync(_python, [script, node.Address.ToString(), Text(node.Port), Text(from), Text(to), .. columns]);
        Assert.True(code == 0, output);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static async Task<(int Code, string Output)> RunAsync(string python, params IEnumerable<string> arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(python, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return (process.ExitCode, await output + errors);
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            return (-1, error.Message);
        }
    }
}
