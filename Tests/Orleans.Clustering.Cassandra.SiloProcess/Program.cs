using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

// A silo by configuration alone, but for where it listens. It says when it is active, and ends with its standard input.
var builder = Host.CreateApplicationBuilder(args);
var port = builder.Configuration.GetValue<int>("Port");
builder.UseOrleans(silo => silo
    .ConfigureEndpoints(IPAddress.Loopback, port, gatewayPort: port + 1)
    .Services.Configure<ClusterMembershipOptions>(builder.Configuration.GetSection("Membership")));
using var host = builder.Build();
await host.StartAsync();
await Console.Out.WriteLineAsync("active");
await Console.In.ReadToEndAsync();
await host.StopAsync();
