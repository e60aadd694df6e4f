using System.ComponentModel.DataAnnotations;

namespace Marketplace.Payments.Sandbox;

/// <summary>Settings of the sandbox gateway, section <c>Marketplace:Payments:Sandbox</c>.</summary>
public sealed class SandboxGatewayOptions
{
    /// <summary>The folder that its books are kept in: its own, apart from the marketplace's.</summary>
    [Required]
    public string Directory { get; set; } = "";

    /// <summary>How long a slow card takes to be answered. 5 seconds; up to an hour.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00", ErrorMessage = "Marketplace:Payments:Sandbox:SlowAnswer must be from 00:00:00 to 01:00:00.")]
    public TimeSpan SlowAnswer { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the fate of an undecided card stays open. 3 seconds; up to an hour.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00", ErrorMessage = "Marketplace:Payments:Sandbox:SettleAfter must be from 00:00:00 to 01:00:00.")]
    public TimeSpan SettleAfter { get; set; } = TimeSpan.FromSeconds(3);
}
