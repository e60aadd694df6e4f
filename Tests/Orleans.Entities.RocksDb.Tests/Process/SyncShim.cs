using System.Diagnostics;

namespace Orleans.Entities.RocksDb.Tests.Process;

/// <summary>The library of <c>sync_shim.c</c>, built where there is a C compiler, and what one process is told through it.</summary>
internal sealed class SyncShim(string folder)
{
    private static readonly Lazy<string?> Library = new(Build);

    private readonly string _trace = Path.Combine(folder, "trace");
    private readonly string _switch = Path.Combine(folder, "switch");

    internal static void SkipWhereMissing() => Assert.SkipWhen(
        Library.Value is null, "The shim in front of the kernel is for Linux and needs a C compiler named 'cc'.");

    internal IEnumerable<KeyValuePair<string, string>> Environment(string storeFolder) =>
    [
        new("LD_PRELOAD", Library.Value!),
        new("SYNC_SHIM_FOLDER", storeFolder),
        new("SYNC_SHIM_TRACE", _trace),
        new("SYNC_SHIM_SWITCH", _switch),
    ];

    internal void FailSyncs() => File.WriteAllText(_switch, "s");

    internal void FailWrites() => File.WriteAllText(_switch, "w");

    internal void HoldSyncs() => File.WriteAllText(_switch, "h");

    internal void LetGo() => File.Delete(_switch);

    /// <summary>The whole lines of the trace so far.</summary>
    internal string[] Trace()
    {
        if (!File.Exists(_trace))
            return [];
        using var reader = new StreamReader(new FileStream(_trace, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd().Split('\n')[..^1];
    }

    internal Task UntilTraceAsync(Func<string[], bool> enough) => Patience.UntilAsync(() => Task.FromResult(enough(Trace())));

    /// <summary>Says that there are so many answers, and that before each its bytes were written and then synced.</summary>
    internal void AssertSyncedBeforeAnswered(int answers)
    {
        var (written, synced, answered) = (new Dictionary<string, int>(), -1, 0);
        var begun = -1;
        foreach (var (at, line) in Trace().Index())
        {
            switch (line.Split(' '))
            {
                case ["W", var marker]:
                    written[marker] = at;
                    break;
                case ["B"]:
                    begun = at;
                    break;
                case ["S"]:
                    synced = begun;
                    break;
                case ["A", var marker]:
                    answered++;
                    Assert.True(written[marker] < synced, $"{marker} was written at {written[marker]} and answered at {at}; the last sync began at {synced}.");
                    break;
            }
        }

        Assert.Equal(answers, answered);
    }

    private static string? Build()
    {
        if (!OperatingSystem.IsLinux())
            return null;
        var library = Path.Combine(AppContext.BaseDirectory, $"sync_shim-{System.Environment.ProcessId}.so");
        var source = Path.Combine(AppContext.BaseDirectory, "Process", "Native", "sync_shim.c");
        try
        {
            using var compiler = System.Diagnostics.Process.Start(
                new ProcessStartInfo("cc", ["-shared", "-fPIC", "-O1", "-o", library, source, "-ldl", "-lpthread"]))!;
            compiler.WaitForExit();
            Assert.Equal(0, compiler.ExitCode);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }

        AppDomain.CurrentDomain.ProcessExit += (_, _) => File.Delete(library);
        return library;
    }
}
