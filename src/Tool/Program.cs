using System;
using System.CommandLine;
using System.IO;
using NormGen;
using NormGen.Tool;
using NormGen.Tool.Commands;
using Spectre.Console;

if (Console.IsOutputRedirected)
{
    // A file or a pipe: no colours, and lines as long as a table needs.
    var plain = new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors };
    AnsiConsole.Console = AnsiConsole.Create(plain);
    AnsiConsole.Profile.Width = 400;
}

var root = new RootCommand("Normalization layers of NormGen: from a model to declarations, from a declaration to its code, from an assembly to a report.")
{
    ScaffoldCommand.Create(), ExplainCommand.Create(), VerifyCommand.Create(),
};
try
{
    return root.Parse(args).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception exception) when (exception is UserErrorException or ParameterFileException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine("error: " + exception.Message);
    return 1;
}
