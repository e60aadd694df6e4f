return await Marketplace.Payments.Sandbox.Service.SandboxProgram.RunAsync(args, Console.Out, Console.Error);
