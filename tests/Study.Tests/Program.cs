using System;
using System.Linq;
using System.Threading.Tasks;
using NormGen.Study.Tests.Training;
using Xunit.Runner.InProc.SystemConsole;

namespace NormGen.Study.Tests;

/// <summary>Runs the tests, or as one of their child processes, a few tiny training runs.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (args.FirstOrDefault() == TinyStudy.Argument)
        {
            Console.WriteLine(TinyStudy.Report(threads: 1));
            return 0;
        }

        return await ConsoleRunner.Run(args).ConfigureAwait(false);
    }
}
