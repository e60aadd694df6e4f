using System.Collections.Frozen;

namespace Marketplace.Silo.Commands;

/// <summary>What stands on the command line.</summary>
/// <param name="Command">What to do; null when nothing is said.</param>
/// <param name="Operands">What to do it with.</param>
/// <param name="Flags">Switches without a value.</param>
/// <param name="Configuration">Configuration as <c>--Key=value</c>.</param>
internal sealed record SiloArguments(
    string? Command, IReadOnlyList<string> Operands, IReadOnlySet<string> Flags, IReadOnlyList<string> Configuration)
{
    private static readonly FrozenSet<string> KnownFlags = FrozenSet.Create(StringComparer.Ordinal, "--help", "--print", "--apply");

    /// <exception cref="UsageException">A key has no value.</exception>
    public static SiloArguments Read(IReadOnlyList<string> args)
    {
        var (words, flags, configuration) = (new List<string>(), new HashSet<string>(StringComparer.Ordinal), new List<string>());
        for (var i = 0; i < args.Count; i++)
        {
            var arg = args[i] == "-h" ? "--help" : args[i];
            if (KnownFlags.Contains(arg))
                flags.Add(arg);
            else if (!arg.StartsWith("--", StringComparison.Ordinal))
                words.Add(arg);
            else if (arg.Contains('=', StringComparison.Ordinal))
                configuration.Add(arg);
            else if (i + 1 < args.Count)
                configuration.Add($"{arg}={args[++i]}");
            else
                throw new UsageException($"'{arg}' has no value");
        }

        return new SiloArguments(words.Count > 0 ? words[0] : null, [.. words.Skip(1)], flags, configuration);
    }
}
