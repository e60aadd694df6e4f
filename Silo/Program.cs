using Marketplace.Silo.Commands;
using Marketplace.Silo.Hosting;

using var stop = StopSignals.Listen();
return await SiloProgram.RunAsync(args, Console.Out, Console.Error, stop.Token);
