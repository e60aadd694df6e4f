using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Dashboard;

namespace Marketplace.Silo.Operators;

/// <summary>The Orleans dashboard, lean unless it is asked to measure.</summary>
internal static class DashboardSetup
{
    // Each sample walks the directory's cache and every activation; a chart of some minutes loses nothing by fewer of them.
    private const int SampleMilliseconds = 5_000;

    public static void AddTo(ISiloBuilder silo, OperatorsOptions options)
    {
        silo.AddDashboard(dashboard => dashboard.CounterUpdateIntervalMs = SampleMilliseconds);
        if (options.ProfileGrains)
            return;

        // One call filter puts every grain call on a slower path, whether or not anybody looks.
        silo.Services.RemoveAll<IIncomingGrainCallFilter>();
    }
}
