using System;
using System.CommandLine;
using NormGen.Bench.Fused;
using NormGen.Bench.Micro;
using NormGen.Bench.Size;
using NormGen.Bench.Suite;
using NormGen.Bench.Tune;
using Spectre.Console;

if (Console.IsOutputRedirected)
{
    // A file or a pipe: no colours, and lines as long as a table needs.
    var plain = new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors };
    AnsiConsole.Console = AnsiConsole.Create(plain);
    AnsiConsole.Profile.Width = 400;
}

// The suite: every row in minutes, beside a copy and libraries. BenchmarkDotNet: a dozen rows in depth. The scheduler's choices
// beside others. Bytes and start-up.
var root = new RootCommand("Times NormGen's generated kernels.")
{
    SuiteCommand.Create(), MicroCommand.Create(), FusedCommand.Create(), TuneCommand.Create(), SizeCommand.Create(), FirstCall.Create(),
};
return root.Parse(args).Invoke();
