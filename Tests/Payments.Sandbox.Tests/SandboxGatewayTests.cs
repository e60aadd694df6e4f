namespace Marketplace.Payments.Sandbox.Tests;

/// <summary>The gateway in a process.</summary>
public sealed class SandboxGatewayTests() : GatewayContract(new GatewayInProcess())
{
    protected override Type LostAnswer => typeof(TimeoutException);
}
