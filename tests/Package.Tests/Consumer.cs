using System;
using System.IO;
using System.Threading.Tasks;

namespace NormGen.Package.Tests;

/// <summary>
/// A user's project in a folder of its own: it sees the package, the framework, and nothing of the repository or the machine.
/// </summary>
internal sealed class Consumer
{
    private readonly PackedPackage package;
    private readonly string folder;

    /// <summary>Writes the project.</summary>
    /// <param name="package">The package it installs.</param>
    /// <param name="name">The project's name, also that of its folder.</param>
    /// <param name="properties">What its property group says besides target and output.</param>
    public Consumer(PackedPackage package, string name, string properties)
    {
        this.package = package;
        folder = Directory.CreateDirectory(Path.Combine(package.Root, name)).FullName;
        Write($"{name}.csproj", Project(properties));
        Write("nuget.config", NuGetConfiguration(package.Feed));

        // What a parent folder may hold does not reach the project.
        Write("Directory.Build.props", "<Project />");
        Write("Directory.Build.targets", "<Project />");
        Write("Directory.Packages.props", "<Project />");
        foreach (var source in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Consumer")))
        {
            File.Copy(source, Path.Combine(folder, Path.GetFileName(source)));
        }
    }

    /// <summary>Restores, builds and runs the project; returns what it printed.</summary>
    public async Task<string> RunAsync()
    {
        await DotnetCommand.RunAsync(folder, package.Packages, "build", "-c", "Release", "-o", "out", "-warnaserror");
        return await DotnetCommand.RunAsync(folder, package.Packages, Path.Combine("out", "Consumer.dll"));
    }

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(folder, file), text);

    private string Project(string properties) =>
        $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <OutputType>Exe</OutputType>
            <AssemblyName>Consumer</AssemblyName>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            {properties}
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="NormGen" Version="[{package.Version}]" />
          </ItemGroup>
        </Project>
        """;

    private static string NuGetConfiguration(string feed) =>
        $"""
        <configuration>
          <packageSources>
            <clear />
            <add key="packed" value="{feed}" />
          </packageSources>
          <packageSourceMapping>
            <clear />
          </packageSourceMapping>
          <fallbackPackageFolders>
            <clear />
          </fallbackPackageFolders>
        </configuration>
        """;
}
