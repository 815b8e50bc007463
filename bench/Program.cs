using System;
using System.CommandLine;
using System.Linq;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using NormGen.Bench.Suite;
using NormGen.Bench.Tune;
using Spectre.Console;

// Two ways in: the suite, every row in a minute or two beside a copy of the same bytes; and BenchmarkDotNet, for a few shapes
// in depth.
var micro = new Command("micro", "Run the BenchmarkDotNet classes; what follows is theirs (--list flat, --filter '*Infer*').")
{
    TreatUnmatchedTokensAsErrors = false,
};
micro.SetAction(static parsed =>
{
    // In this process: BenchmarkDotNet's own way builds a second project, which it finds only by the name of the assembly.
    var inProcess = Job.Default.WithToolchain(InProcessEmitToolchain.Instance).AsMutator();
    var config = DefaultConfig.Instance.AddJob(inProcess);
    var summaries = BenchmarkSwitcher.FromAssembly(typeof(SuiteCommand).Assembly).Run([.. parsed.UnmatchedTokens], config);
    var failed = summaries.Any(s => s.HasCriticalValidationErrors || s.Reports.Any(report => !report.Success));
    return failed ? 1 : 0;
});

if (Console.IsOutputRedirected)
{
    // A file or a pipe: no colours, and lines as long as a table needs.
    var plain = new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors };
    AnsiConsole.Console = AnsiConsole.Create(plain);
    AnsiConsole.Profile.Width = 400;
}

var root = new RootCommand("Times NormGen's generated kernels.") { SuiteCommand.Create(), TuneCommand.Create(), micro };
return root.Parse(args).Invoke();
