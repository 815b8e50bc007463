using System.Runtime.CompilerServices;
using VerifyTests;

namespace NormGen.Generator.Tests.Snapshots.Engine;

/// <summary>Teaches Verify what a generator's result is.</summary>
internal static class VerifyInitializer
{
    [ModuleInitializer]
    public static void Initialize() => VerifySourceGenerators.Initialize();
}
