return await Marketplace.Silo.Commands.SiloProgram.RunAsync(args, Console.Out, Console.Error);
