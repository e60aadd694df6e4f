using Marketplace.Silo.Configuration;

namespace Marketplace.Silo.Logging;

/// <summary>Holds the levels of the section <c>Logging</c> to what there is; .NET's reader does not say which key it stumbled over.</summary>
internal static class LogLevels
{
    private const string Levels = "LogLevel";

    /// <exception cref="ConfigurationRefusedException">A level is none.</exception>
    public static void Check(IConfiguration configuration)
    {
        var logging = configuration.GetSection("Logging");
        foreach (var level in logging.GetChildren().Where(section => section.Key != Levels).Prepend(logging)
                     .SelectMany(section => section.GetSection(Levels).GetChildren()))
        {
            if (!Enum.TryParse<LogLevel>(level.Value, ignoreCase: true, out var known) || !Enum.IsDefined(known))
                throw new ConfigurationRefusedException(level.Path, $"'{level.Value}' is no level: give {string.Join(" or ", Enum.GetNames<LogLevel>())}");
        }
    }
}
