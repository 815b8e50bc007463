using System;
using System.IO;
using System.Runtime.InteropServices;

namespace NormGen.Bench.Peers.OnnxRuntime;

/// <summary>
/// What the bench calls of ONNX Runtime's C API: a table of functions in the order of <c>onnxruntime_c_api.h</c>, which grows
/// only at its end. Each gives a status, null for success.
/// </summary>
internal static unsafe class OrtApi
{
    // The table of this version, or of any later one, begins with what is used here.
    private const uint Version = 13;

    private const int GetErrorMessage = 2;
    private const int CreateEnv = 3;
    private const int CreateSessionFromArray = 8;
    private const int RunSession = 9;
    private const int CreateSessionOptions = 10;
    private const int SetGraphOptimizationLevel = 23;
    private const int SetIntraOpNumThreads = 24;
    private const int CreateTensorWithData = 49;
    private const int CreateCpuMemoryInfo = 69;
    private const int ReleaseStatus = 93;
    private const int ReleaseSessionHandle = 95;
    private const int ReleaseValueHandle = 96;

    private const int FatalOnly = 4;
    private const int EveryOptimization = 99;
    private const int DeviceAllocator = 0;
    private const int DefaultMemory = 0;
    private const int FloatElements = 1;

    private static readonly nint* Table = Load();
    private static readonly nint Environment = Table is null ? 0 : MakeEnvironment();
    private static readonly nint MemoryInfo = Table is null ? 0 : MakeMemoryInfo();

    /// <summary>Whether the library is installed.</summary>
    public static bool IsInstalled => Table is not null;

    /// <summary>Loads a model.</summary>
    /// <exception cref="InvalidOperationException">It is not for this runtime.</exception>
    public static nint CreateSession(ReadOnlySpan<byte> model, int threads)
    {
        nint options, session;
        Check(((delegate* unmanaged<nint*, nint>)Table[CreateSessionOptions])(&options));
        Check(((delegate* unmanaged<nint, int, nint>)Table[SetIntraOpNumThreads])(options, threads));
        Check(((delegate* unmanaged<nint, int, nint>)Table[SetGraphOptimizationLevel])(options, EveryOptimization));
        fixed (byte* bytes = model)
        {
            Check(((delegate* unmanaged<nint, byte*, nuint, nint, nint*, nint>)Table[CreateSessionFromArray])(
                Environment, bytes, (nuint)model.Length, options, &session));
        }

        return session;
    }

    /// <summary>Makes a tensor of memory that stays the caller's.</summary>
    public static nint CreateTensor(nint address, int length, ReadOnlySpan<long> sizes)
    {
        nint value;
        fixed (long* shape = sizes)
        {
            Check(((delegate* unmanaged<nint, nint, nuint, long*, nuint, int, nint*, nint>)Table[CreateTensorWithData])(
                MemoryInfo, address, (nuint)length * sizeof(float), shape, (nuint)sizes.Length, FloatElements, &value));
        }

        return value;
    }

    /// <summary>Runs a model of one input and one output, whose names are C strings.</summary>
    public static void Run(nint session, nint inputName, nint input, nint outputName, nint output) =>
        Check(((delegate* unmanaged<nint, nint, nint*, nint*, nuint, nint*, nuint, nint*, nint>)Table[RunSession])(
            session, 0, &inputName, &input, 1, &outputName, 1, &output));

    public static void ReleaseSession(nint session) => ((delegate* unmanaged<nint, void>)Table[ReleaseSessionHandle])(session);

    public static void ReleaseValue(nint value) => ((delegate* unmanaged<nint, void>)Table[ReleaseValueHandle])(value);

    private static void Check(nint status)
    {
        if (status != 0)
        {
            var message = Marshal.PtrToStringUTF8(((delegate* unmanaged<nint, nint>)Table[GetErrorMessage])(status));
            ((delegate* unmanaged<nint, void>)Table[ReleaseStatus])(status);
            throw new InvalidOperationException(message);
        }
    }

    private static nint* Load()
    {
        var home = System.Environment.GetFolderPath(System.Environment.SpecialFolder.LocalApplicationData);
        var installed = Path.Combine(
            home, "normgen-bench", "node_modules", "onnxruntime-node", "bin", "napi-v6", "linux", "x64", "libonnxruntime.so.1");
        if (!NativeLibrary.TryLoad(installed, out var library) && !NativeLibrary.TryLoad("libonnxruntime.so.1", out library))
        {
            return null;
        }

        // OrtApiBase begins with its GetApi.
        var api = (nint*)((delegate* unmanaged<nint>)NativeLibrary.GetExport(library, "OrtGetApiBase"))();
        return (nint*)((delegate* unmanaged<uint, nint>)api[0])(Version);
    }

    private static nint MakeEnvironment()
    {
        nint environment;
        Check(((delegate* unmanaged<int, nint, nint*, nint>)Table[CreateEnv])(
            FatalOnly, Marshal.StringToCoTaskMemUTF8("normgen"), &environment));
        return environment;
    }

    private static nint MakeMemoryInfo()
    {
        nint info;
        Check(((delegate* unmanaged<int, int, nint*, nint>)Table[CreateCpuMemoryInfo])(DeviceAllocator, DefaultMemory, &info));
        return info;
    }
}
