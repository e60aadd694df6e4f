using Marketplace.Silo.Configuration;

namespace Marketplace.Api.Hosting;

/// <summary>What stands on the command line: configuration, and the one switch.</summary>
internal static class CommandLine
{
    private const string Demo = "--demo";

    /// <summary>The arguments as .NET's reader of configuration takes them, to which a switch without a value says nothing.</summary>
    /// <exception cref="ConfigurationRefusedException">One is neither <c>--Key=value</c>, <c>--Key value</c> nor a switch.</exception>
    public static string[] Read(IReadOnlyList<string> args)
    {
        var read = new List<string>(args.Count);
        for (var i = 0; i < args.Count; i++)
        {
            var arg = args[i];
            if (arg == Demo)
                read.Add("--Marketplace:Demo=true");
            else if (IsKey(arg) && arg.Contains('=', StringComparison.Ordinal))
                read.Add(arg);
            else if (IsKey(arg) && i + 1 < args.Count && !IsKey(args[i + 1]))
                read.Add($"{arg}={args[++i]}");
            else
                throw new ConfigurationRefusedException(arg, $"it says nothing: give {Demo}, or configuration as --Key=value");
        }

        return [.. read];
    }

    private static bool IsKey(string arg) => arg.StartsWith("--", StringComparison.Ordinal) && arg.Length > 2;
}
