namespace Marketplace.Payments.Sandbox.Tests.Client;

/// <summary>The gateway as a service does what the one in a process does.</summary>
public sealed class SandboxGatewayClientTests() : GatewayContract(new GatewayService())
{
    // The connection ends without it.
    protected override Type LostAnswer => typeof(HttpRequestException);
}
