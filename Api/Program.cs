return await Marketplace.Api.Hosting.MarketplaceProgram.RunAsync(args, Console.Out, Console.Error);
