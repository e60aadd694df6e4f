using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Streaming.Kafka.TellerSilo.Ledgers;
using Orleans.Streaming.Kafka.TellerSilo.Tellers;

// By configuration alone, but for where it listens and what it hosts. It says when it is active, and ends with its standard input.
var builder = Host.CreateApplicationBuilder(args);
var port = builder.Configuration.GetValue<int>("Port");
builder.UseOrleans(silo =>
{
    silo.ConfigureEndpoints(IPAddress.Loopback, port, gatewayPort: port + 1);
    silo.Services.Configure<ClusterMembershipOptions>(builder.Configuration.GetSection("Membership"));
    silo.AddEntities();
    silo.UseConfiguredEntities();
    silo.Services.AddEntityEvents(TellerEvents.Default);
    silo.AddEventDispatcher<LedgerDispatcher>();
});
using var host = builder.Build();
await host.StartAsync();
await Console.Out.WriteLineAsync("active");
await Console.In.ReadToEndAsync();
await host.StopAsync();
