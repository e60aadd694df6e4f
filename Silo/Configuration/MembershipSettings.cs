using Orleans.Configuration;

namespace Marketplace.Silo.Configuration;

/// <summary>
/// How soon a silo that is gone is known for dead: section <c>Orleans:Membership</c>, whose keys are those of
/// <see cref="ClusterMembershipOptions"/>, over defaults by which what it held is served elsewhere within 15 seconds.
/// </summary>
internal static class MembershipSettings
{
    private static readonly TimeSpan LongestTime = TimeSpan.FromHours(1);

    /// <summary>The section.</summary>
    public const string Section = "Orleans:Membership";

    /// <exception cref="ConfigurationRefusedException">There is no such key, or its value makes no sense.</exception>
    public static void Check(IConfiguration configuration)
    {
        var options = new ClusterMembershipOptions();
        Apply(configuration, options);
        foreach (var (key, time) in (ReadOnlySpan<(string, TimeSpan)>)[
            (nameof(options.ProbeTimeout), options.ProbeTimeout), (nameof(options.MaxProbeTimeout), options.MaxProbeTimeout),
            (nameof(options.IAmAliveTablePublishTimeout), options.IAmAliveTablePublishTimeout), (nameof(options.TableRefreshTimeout), options.TableRefreshTimeout)])
        {
            if (time <= TimeSpan.Zero || time > LongestTime)
                throw new ConfigurationRefusedException($"{Section}:{key}", $"'{time}' cannot be used: give more than zero and at most an hour, such as 00:00:05");
        }

        if (options.MaxProbeTimeout < options.ProbeTimeout)
            throw new ConfigurationRefusedException($"{Section}:{nameof(options.MaxProbeTimeout)}", $"it is less than {nameof(options.ProbeTimeout)}, {options.ProbeTimeout}: give more");
    }

    /// <summary>Sets them.</summary>
    public static void AddTo(ISiloBuilder silo) => silo.Configure<ClusterMembershipOptions>(options => Apply(silo.Configuration, options));

    private static void Apply(IConfiguration configuration, ClusterMembershipOptions options)
    {
        // Three probes that nobody answers, of two seconds at first and three at most: nine seconds at the longest, while no connection
        // to it brings anything.
        options.ProbeTimeout = TimeSpan.FromSeconds(2);
        options.MaxProbeTimeout = TimeSpan.FromSeconds(3);

        // A silo that starts calls every member that has written within three of these: those of before are passed over after 15 s.
        options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
        options.TableRefreshTimeout = TimeSpan.FromSeconds(10);
        try
        {
            configuration.GetSection(Section).Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException error)
        {
            throw new ConfigurationRefusedException(Section, error.Message);
        }
    }
}
