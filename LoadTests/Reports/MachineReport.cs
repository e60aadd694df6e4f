using System.Runtime.InteropServices;

namespace Marketplace.LoadTests.Reports;

/// <summary>The machine that the load came from.</summary>
internal sealed record MachineReport(int Processors, string OperatingSystem, string Architecture, string Runtime)
{
    public static MachineReport OfThis() => new(
        Environment.ProcessorCount,
        RuntimeInformation.OSDescription,
        RuntimeInformation.ProcessArchitecture.ToString(),
        RuntimeInformation.FrameworkDescription);
}
