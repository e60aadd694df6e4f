using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Dashboard;

namespace Marketplace.Api.Operators;

/// <summary>The Orleans dashboard, lean unless it is asked to measure.</summary>
internal static class DashboardSetup
{
    public static void AddTo(ISiloBuilder silo, OperatorsOptions options)
    {
        silo.AddDashboard();
        if (options.ProfileGrains)
            return;

        // One call filter puts every grain call on a slower path, whether or not anybody looks.
        silo.Services.RemoveAll<IIncomingGrainCallFilter>();
    }
}
